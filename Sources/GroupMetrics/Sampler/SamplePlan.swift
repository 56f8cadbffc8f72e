internal import ControlGroups

/// What a sampler reads and computes for the metrics that were asked of it: nothing else is read.
struct SamplePlan {
  /// The metrics with those they come from, in order.
  let metrics: [MetricID]
  /// The files of a group.
  var files: [PlannedFile]
  /// How many columns of raw numbers there are.
  let rawCount: Int
  /// By metric of `metrics`: how it is computed.
  let steps: [Step]
  /// What is read elsewhere than in files of the group: columns by key.
  let elsewhere: [RawKey: Int]
  /// The files whose lines are kept each by itself, by `PlannedFile.table`.
  let tables: [SampledFile]

  enum Step {
    case value(column: Int, over: Double)
    case rate(columns: [Int], scale: Double)
    case computed(keys: [Int], after: [Int], @Sendable (Evaluation, Int) -> Double)
    /// The sampler's own, by name.
    case own(String)
  }

  /// - Parameter keyed: files that are asked for line by line (`KeyedMetric`).
  init(_ asked: [MetricID], keyed: FileSet = FileSet()) {
    metrics = Catalogue.closure(of: asked)
    var columns: [RawKey: Int] = [:]
    var keys: [SampledFile: [RawKey]] = [:]
    func column(_ key: RawKey) -> Int {
      if let known = columns[key] { return known }
      columns[key] = columns.count
      keys[key.file, default: []].append(key)
      return columns.count - 1
    }
    var places: [String: Int] = [:]
    var steps: [Step] = []
    for (index, id) in metrics.enumerated() {
      let metric = Catalogue[id]
      places[metric.name] = index
      switch metric.formula {
      case .value(let key, let over): steps.append(.value(column: column(key), over: over))
      case .rate(let keys, let scale): steps.append(.rate(columns: keys.map(column), scale: scale))
      case .computed(let keys, let after, let body):
        steps.append(.computed(keys: keys.map(column), after: after.map { places[$0] ?? 0 }, body))
      case .bySampler(let files, _):
        for file in files where file.row != nil { _ = column(RawKey(file)) }
        steps.append(.own(metric.name))
      }
    }
    // One column at least: it says why a file could not be read.
    tables = keyed.files.filter { !Catalogue.keyed(of: $0).isEmpty }
    for file in tables where keys[file] == nil { _ = column(RawKey(file)) }
    self.steps = steps
    rawCount = columns.count
    files = SampledFile.allCases.compactMap { file in
      guard let row = file.row?.row, let keys = keys[file] else { return nil }
      return PlannedFile(file, row, keys.map { ($0.key, columns[$0] ?? 0) })
    }
    for index in files.indices { files[index].table = tables.firstIndex(of: files[index].file) ?? -1 }
    elsewhere = columns.filter { $0.key.file.row == nil }
  }

  /// The place of a metric among those that are computed; nil where nobody asked for it.
  func column(of metric: MetricID) -> Int? { metrics.firstIndex(of: metric) }

  /// The column of a file of one value; nil where nobody asked for it.
  func column(of file: SampledFile) -> Int? { files.first { $0.file == file }?.columns.first }
}

/// A file that is read of each group, and where its numbers go.
struct PlannedFile {
  let file: SampledFile
  let grammar: SampledFile.Grammar
  /// With its closing NUL.
  let path: [UInt8]
  let isPaged: Bool
  /// The columns of its keys, in the order in which they were asked for.
  let columns: [Int]
  /// What a flat file's keys are found by.
  var scanner: FlatScanner
  /// Of a pressure file: the column of each of the eight fields, -1 where nobody asked; of io.stat likewise of six, and of
  /// the one that only says whether it was read.
  let fields: [Int]
  /// Which table keeps its lines; -1 for none.
  var table = -1
  /// A bit for each of them that somebody asked for.
  let wantedFields: Int
  /// What its columns hold where it is absent.
  let absentBits: UInt64

  static let pressureFields = [
    "some.avg10", "some.avg60", "some.avg300", "some.total", "full.avg10", "full.avg60", "full.avg300", "full.total",
  ]
  static let deviceFields = ["rbytes", "wbytes", "rios", "wios", "dbytes", "dios", ""]

  init(_ file: SampledFile, _ row: any InterfaceRow, _ keys: [(key: String, column: Int)]) {
    self.file = file
    grammar = file.grammar
    path = row.path
    isPaged = row.isPaged
    columns = keys.map(\.column)
    absentBits = Missing(.noFile, file).packed.bitPattern
    scanner = FlatScanner(file.grammar == .flat ? keys.map(\.key) : [])
    let names: [String] =
      switch file.grammar {
      case .pressure: Self.pressureFields
      case .devices: Self.deviceFields
      default: []
      }
    let fields = names.map { name in keys.first { $0.key == name }?.column ?? -1 }
    self.fields = fields
    wantedFields = fields.indices.reduce(0) { fields[$1] < 0 ? $0 : $0 | 1 << $1 }
  }
}
