internal import GroupMetrics

/// The labels of devices, resources and regions, each encoded once: `,device="vda"`.
struct KeyedLabels {
  /// By name, as the file's figures number them.
  private var labels: [SampledFile: [[UInt8]]] = [:]

  /// Those of all names of a file.
  mutating func all(of figures: KeyedFigures, _ subject: KeyedSubject) -> [[UInt8]] {
    let known = labels[figures.file]?.count ?? 0
    for name in figures.names[known...] {
      var label: [UInt8] = []
      LabelText.append(subject.label, name, to: &label)
      labels[figures.file, default: []].append([UInt8(ascii: ",")] + label)
    }
    return labels[figures.file] ?? []
  }
}
