/** What a server takes, and what an administrator lets in. */
export interface UploadLimits {
  readonly documentMaxSizeMb: number;
  readonly uploadMaxBytes: number;
  readonly postMaxBytes: number;
  readonly requestMaxBytes: number | undefined;
  readonly documentTypes: ReadonlySet<string>;
}

export const mebibyte = 1024 * 1024;

/** PHP's `max_file_uploads`: of what is beyond, nothing is said. */
export const maxFileUploads = 20;

/** The extensions of a new GLPI's document types, in its order. */
export function defaultDocumentTypes(version: 10 | 11): string[] {
  const common =
    "jpg png gif bmp psd tif aiff asf avi bz2 doc djvu eps gz html mid mov mp3 mpg ogg pdf ppt ps qt ra ram rm rtf sdd " +
    "sdw sit sxi sxw swf tgz txt wav xls xml wmv zip mng ai c deb dvi h pas rpm sxc tex xcf jpeg odt ods odp otp ott " +
    "ots odf odg otg odb oth odm odc odi docx xlsx pptx csv svg";
  return [...common.split(" "), ...(version === 11 ? ["webp"] : [])];
}
