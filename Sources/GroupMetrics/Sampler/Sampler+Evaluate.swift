internal import ControlGroups

extension Sampler {
  /// Computes all metrics, each over all groups that were read, parents first. Others keep what they had.
  func evaluate() {
    for column in plan.steps.indices {
      evaluation.exchangeResult(with: column)
      switch plan.steps[column] {
      case .value(let raw, let over): evaluation.quotients(raw, over, reader.fresh)
      case .rate(let columns, let scale): evaluation.rates(of: columns, scale, reader.fresh)
      case .computed(let keys, let after, let body):
        evaluation.keys = keys
        evaluation.after = after
        fill(body)
      case .own(let name): own(name)
      }
      evaluation.exchangeResult(with: column)
    }
  }

  /// By index: the iterator of an array asks the heap for each element in a debug build.
  private func fill(_ body: (Evaluation, Int) -> Double) {
    for index in reader.fresh.indices {
      let slot = reader.fresh[index]
      evaluation.result[slot] = body(evaluation, slot)
    }
  }

  private func own(_ name: String) {
    switch name {
    case "start_time": fill { born($1) }
    case "age":
      fill { evaluation, slot in
        let born = born(slot)
        return born.isNaN ? born : max(0, evaluation.wallClock - born)
      }
    case "cpu.guaranteed": guarantee(by: .cpuWeight)
    case "io.guaranteed": guarantee(by: .ioWeight)
    case "cpu.throttled_time.below": throttledBelow()
    case "io.devices": devices()
    case "top_process": topProcesses { Double($0.process) }
    case "top_process.cores": topProcesses { $0.cores }
    default: fill { _, _ in Missing(.notSampled).packed }
    }
  }

  /// A copy's directories tell when they were copied.
  private func born(_ slot: Int) -> Double {
    guard hierarchy.kind != .copy, let born = table.entries[slot]?.born, born > 0 else {
      return Missing(.noKey).packed
    }
    return Double(born) / 1e9
  }

  /// From the leaves up. A group that has no rate yet counts for nothing in those above.
  private func throttledBelow() {
    guard let own = plan.column(of: Catalogue.id("cpu.throttled_time.own")) else { return }
    for index in table.order.indices {
      let slot = table.order[index]
      let value = evaluation.figures[own][slot]
      evaluation.result[slot] = !value.isNaN ? value : evaluation.interval[slot].isNaN ? evaluation.interval[slot] : 0
    }
    for index in table.order.indices.reversed() {
      let slot = table.order[index]
      guard let above = evaluation.parent(slot), !evaluation.result[slot].isNaN else { continue }
      if !evaluation.result[above].isNaN { evaluation.result[above] += evaluation.result[slot] }
    }
  }

  /// From the root down: a group's weight among its siblings' of what the group above has.
  private func guarantee(by weight: SampledFile) {
    guard let weights = plan.column(of: weight) else { return }
    for slot in table.order {
      guard let entry = table.entries[slot] else { continue }
      if entry.parent < 0 { evaluation.result[slot] = hierarchy.isMachineRoot ? 1 : Missing(.noneVisible).packed }
      var sum = 0.0
      for child in entry.children {
        let weight = evaluation.now[weights][Int(child)]
        if !weight.isNaN { sum += weight }
      }
      let own = evaluation.result[slot]
      for child in entry.children {
        let weight = evaluation.now[weights][Int(child)]
        evaluation.result[Int(child)] =
          weight.isNaN
          ? weight : own.isNaN ? own : !entry.isAsked ? Missing(.outOfView).packed : sum > 0 ? own * weight / sum : 0
      }
    }
  }
}
