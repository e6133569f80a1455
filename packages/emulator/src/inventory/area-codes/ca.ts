import type { AreaCodeRow } from './row.ts'

/**
 * Geographic area codes of Canada; codes that overlay each other share a row.
 *
 * 782 and 902 also serve Prince Edward Island, 867 the Northwest Territories and Nunavut: as an area code
 * has one province here, they stand under the one with most people.
 */
export const canadaRows: readonly AreaCodeRow[] = [
  ['ab', '403', 'calgary reddeer lethbridge medicinhat banff'],
  ['ab', '780', 'edmonton stalbert ftmcmurray granprarie'],
  ['ab', '368 587 825', 'calgary edmonton reddeer lethbridge'],
  ['bc', '604', 'vancouver newwestmin abbotsford langley whalley'],
  ['bc', '250', 'victoria kelowna nanaimo kamloops princegeor'],
  ['bc', '236 257 672 778', 'vancouver victoria kelowna nanaimo'],
  ['mb', '204 431 584', 'winnipeg brandon steinbach thompson'],
  ['nb', '428 506', 'moncton saintjohn fredericto bathurst'],
  ['nl', '709 879', 'stjohns cornerbrk gander labradorcy'],
  ['ns', '782 902', 'halifax sydney truro dartmouth'],
  ['on', '226 382 519 548', 'london kitchenerw windsor guelph'],
  ['on', '249 683 705', 'sudbury barrie saultstema peterborou'],
  ['on', '289 365 742 905', 'hamilton mississaga brampton oshawa markham stcatharns'],
  ['on', '343 613 753', 'ottawahull kingston belleville cornwall'],
  ['on', '416 437 647 942', 'toronto'],
  ['on', '807', 'thunderbay kenora dryden ftfrances'],
  ['qc', '263 438 514', 'montreal lachine pointeclai'],
  ['qc', '354 450 579', 'laval longueuil stjerome granby'],
  ['qc', '367 418 581', 'quebec levis saguenay rimouski'],
  ['qc', '468 819 873', 'sherbrooke troisrivrs gatineau drummondvl'],
  ['sk', '306 474 639', 'regina saskatoon moosejaw princalber'],
  ['yt', '867', 'whitehorse dawson watsonlake'],
]
