import type { Answer } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { type Country, countryName } from '../../../format/countries.ts'
import styles from './price.module.css'

type Place = Answer<'/api/credits/offers'>['place']

/** Where the buyer lives, which decides the tax on what they buy. */
export function PlacePanel({ place, countries }: { place: Place; countries: Country[] }) {
  const where = place.country && countryName(place.country, countries)
  return (
    <Panel
      title="Where you live"
      note={
        place.said
          ? `In ${where}: its tax is on what you buy.`
          : where
            ? `You have not said: the tax of ${where} is on what you buy, where we are.`
            : 'It decides the tax on what you buy. What you bought before stays as it is.'
      }
    >
      <DeedForm intent="place" className="stack">
        <div className={styles.pair}>
          <SelectField
            name="country"
            label="Country"
            defaultValue={place.country ?? ''}
            data={[{ value: '', label: 'Choose one' }, ...countries]}
            required
          />
          <TextField
            name="zone"
            label="State or province"
            description="Its short form, where it has a tax of its own: CA, ON."
            defaultValue={place.zone ?? ''}
            maxLength={3}
          />
        </div>
        <div>
          <DeedButton variant="outline">Keep this</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
