/// A figure that a file has for each device, resource or region, declared once: reader, series and documents follow.
///
/// It is no column and no word of queries, since a group has many of it. The exporter serves it where it is asked for, and
/// its file is read there alone.
package struct KeyedMetric: Sendable {
  package let file: SampledFile
  package let subject: KeyedSubject
  /// The kernel's key, such as `rbps`. In a file of `NAME VALUE` lines it is what the name ends in, which may be nothing.
  package let key: String
  /// What the file's number counts.
  package let unit: Metric.Unit
  /// One sentence.
  package let help: String
  package let family: Family
  /// What the number is multiplied by: series are in base units.
  package let scale: Double
  /// Its place among those of its file: the catalogue gives it.
  package internal(set) var place = 0

  /// As documents name it: `io.max.rbps`, `misc.events.max`, `dmem.current`.
  package var name: String {
    file.name + (key.isEmpty || key.hasPrefix(".") ? key : "." + key)
  }

  init(
    _ file: SampledFile, _ key: String = "", of subject: KeyedSubject, _ unit: Metric.Unit, _ help: String,
    _ family: Family, scale: Double = 1
  ) {
    self.file = file
    self.subject = subject
    self.key = key
    self.unit = unit
    self.help = help
    self.family = family
    self.scale = scale
  }
}
