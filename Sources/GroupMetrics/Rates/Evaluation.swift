/// Two samples of all groups, as columns by slot, and what is computed from them: what formulas see.
///
/// A class, so that a formula is called with one word and no array is retained for it.
package final class Evaluation {
  /// Columns of raw numbers, this sample's and the one before.
  var now: [[Double]] = []
  var before: [[Double]] = []
  /// Seconds between a group's samples; a NaN with the reason where no rate can be taken.
  var interval: [Double] = []
  /// The slot of the group above; -1 for the highest.
  var parents: [Int32] = []
  /// The slot of a container's inner group (`ContainerPair`), by its scope's; -1 for none.
  var inners: [Int32] = []
  /// Results by column.
  var figures: [[Double]] = []
  /// The column that is being computed, taken out of `figures` meanwhile.
  var result: [Double] = []
  /// The columns of the formula's keys and of the metrics that it comes after.
  var keys: [Int] = []
  var after: [Int] = []
  /// Whether limits above the highest group are invisible.
  var hidesLimits = false
  /// The files of controllers that version 1 holds, whose limits are not seen here.
  var hiddenFiles = FileSet()
  /// The machine's CPUs; 0 where they cannot be told.
  var cpus: Double = 0
  /// Wall clock in seconds since 1970.
  var wallClock: Double = 0

  /// What was now is before.
  func beginSample() { swap(&now, &before) }

  /// Takes a column out to compute it, and puts it back.
  func exchangeResult(with column: Int) { swap(&result, &figures[column]) }

  /// The formula's number `key` as read now.
  @inline(__always)
  func value(_ key: Int, _ slot: Int) -> Double { now[keys[key]][slot] }

  /// The result of the metric `metric` that the formula comes after.
  @inline(__always)
  func figure(_ metric: Int, _ slot: Int) -> Double { figures[after[metric]][slot] }

  /// The slot above; nil for the highest.
  @inline(__always)
  func parent(_ slot: Int) -> Int? {
    let parent = parents[slot]
    return parent < 0 ? nil : Int(parent)
  }

  /// The slot of the inner group that is one container with this one; nil for most.
  @inline(__always)
  func inner(_ slot: Int) -> Int? {
    let inner = inners[slot]
    return inner < 0 ? nil : Int(inner)
  }

  /// How much the formula's counter grew; a NaN with the reason where that cannot be told.
  @inline(__always)
  func growth(_ key: Int, _ slot: Int) -> Double { growth(column: keys[key], slot) }

  @inline(__always)
  func growth(column: Int, _ slot: Int) -> Double {
    let new = now[column][slot]
    if new.isNaN { return new }
    if interval[slot].isNaN { return interval[slot] }
    let old = before[column][slot]
    if old.isNaN { return Missing(.firstSample).packed }
    return new < old ? Missing(.wentDown).packed : new - old
  }

  /// The growth for each second.
  @inline(__always)
  func rate(_ key: Int, _ slot: Int) -> Double {
    let growth = growth(key, slot)
    return growth.isNaN ? growth : growth / interval[slot]
  }

  /// Numbers as read, divided. Not every processor keeps a NaN's reason in a division.
  func quotients(_ column: Int, _ over: Double, _ slots: [Int]) {
    let read = now[column]
    var out: [Double] = []
    swap(&out, &result)
    for index in slots.indices {
      let slot = slots[index]
      let value = read[slot]
      out[slot] = value.isNaN || over == 1 ? value : value / over
    }
    swap(&out, &result)
  }

  /// The growth of the sum of several counters for each second, times a factor.
  func rates(of columns: [Int], _ scale: Double, _ slots: [Int]) {
    var out: [Double] = []
    swap(&out, &result)
    for index in slots.indices {
      let slot = slots[index]
      var sum = 0.0
      var at = 0
      while at < columns.count, !sum.isNaN {
        let growth = growth(column: columns[at], slot)
        sum = growth.isNaN ? growth : sum + growth
        at += 1
      }
      out[slot] = sum.isNaN ? sum : sum * scale / interval[slot]
    }
    swap(&out, &result)
  }

  /// What stands for "no limit" of a highest group: from a namespace it cannot be told, nor where version 1 has the file.
  func none(_ limit: Double) -> Double {
    let file = limit.isNaN ? Missing(packed: limit).file : nil
    let isHidden = hidesLimits || file.map { hiddenFiles.contains(FileSet($0)) } ?? false
    return Missing(isHidden ? .noneVisible : .unlimited).packed
  }
}
