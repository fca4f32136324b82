// Asks third-party readers what they see: `node ask.mjs gift FILE`, `h5p FOLDER`, `full-h5p FOLDER`, `ajv SCHEMA FILE…`. Answers in JSON.
import { readFileSync } from 'node:fs'

const [what, ...paths] = process.argv.slice(2)

// With `libraries` as a site that has none of its own checks those in the package.
async function lumi(folder, installed, libraries) {
  const { default: server } = await import('@lumieducation/h5p-server')
  const { default: validators } = await import('@lumieducation/h5p-server/build/src/PackageValidator.js')
  const libraryManager = { libraryExists: async () => installed, listInstalledLibraries: async () => ({}) }
  const validator = new validators.default(new server.H5PConfig(), libraryManager)
  return await validator.validateExtractedPackage(folder, true, libraries)
}

const readers = {
  async gift([file]) {
    const { parse } = (await import('gift-pegjs')).default
    return parse(readFileSync(file, 'utf8'))
  },
  h5p: ([folder]) => lumi(folder, true, false),
  'full-h5p': ([folder]) => lumi(folder, false, true),
  async ajv([schema, ...files]) {
    const { default: Ajv } = await import('ajv/dist/2020.js')
    const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true }).compile(JSON.parse(readFileSync(schema, 'utf8')))
    return files.map((file) => (validate(JSON.parse(readFileSync(file, 'utf8'))) ? [] : validate.errors))
  }
}

try {
  console.log(JSON.stringify({ seen: (await readers[what](paths)) ?? null }))
} catch (error) {
  console.log(JSON.stringify({ refused: String(error.message ?? error), at: error.location ?? null, errors: error.errors ?? null }))
}
