import ControlGroups
import ControlGroupsTesting
import Testing

/// Lines with a key: one write takes one line.
struct BoundKeyWriteTests {
  let tree = FakeTree()
  let disk = DeviceNumber(major: 254, minor: 0)

  /// Behaves as blk-throttle does: lines by device, gone when all is max.
  private func throttle() throws -> ControlGroup {
    tree.group("/web", ["io.max": "8:0 rbps=1 wbps=max riops=max wiops=max\n"])
    tree.answer("/web", "io.max") { [tree] text throws(ErrorNumber) in
      let words = text.split(separator: " ").map(String.init)
      var lines = (tree.text("/web", "io.max") ?? "").split(separator: "\n").map(String.init)
      let old = lines.first { $0.hasPrefix(words[0] + " ") }
      lines.removeAll { $0.hasPrefix(words[0] + " ") }
      var values = ["rbps": "max", "wbps": "max", "riops": "max", "wiops": "max"]
      for word in (old ?? "").split(separator: " ").dropFirst() + words.dropFirst().map({ $0[...] }) {
        let parts = word.split(separator: "=").map(String.init)
        values[parts[0]] = parts[1]
      }
      if values.values.contains(where: { $0 != "max" }) {
        lines.append(
          ([words[0]] + ["rbps", "wbps", "riops", "wiops"].map { "\($0)=\(values[$0] ?? "")" }).joined(separator: " "))
      }
      return lines.map { $0 + "\n" }.joined()
    }
    return try tree.hierarchy().group("/web")
  }

  @Test func someKeysOfOneDevice() throws {
    let group = try throttle()
    let first = try group.io.max[disk].write(
      .set(\.rbps, .at(ByteRate(rawValue: 1_048_576))), .set(\.wiops, .at(OperationRate(rawValue: 100))))
    #expect(first.before == nil)
    #expect(first.kept?.rbps == .at(ByteRate(rawValue: 1_048_576)) && first.kept?.riops == .max)
    #expect(first.isAsAsked)
    let second = try group.io.max[disk].write(.set(\.rbps, .max))
    #expect(second.before?.wiops == .at(OperationRate(rawValue: 100)))
    #expect(second.kept?.rbps == .max && second.kept?.wiops == .at(OperationRate(rawValue: 100)))
    let gone = try group.io.max[disk].clear()
    #expect(gone.kept == nil && gone.isAsAsked)
    #expect(tree.text("/web", "io.max") == "8:0 rbps=1 wbps=max riops=max wiops=max\n")
  }

  @Test func zeroIsNoLimitAndRefused() throws {
    let group = try throttle()
    #expect(throws: ControlGroupError.self) { try group.io.max[disk].write(.set(\.rbps, .at(ByteRate(rawValue: 0)))) }
    #expect(throws: ControlGroupError.self) { try group.io.max[disk].write([]) }
  }

  @Test func weights() throws {
    tree.group("/web", ["io.weight": "default 100\n"])
    tree.answer("/web", "io.weight") { text throws(ErrorNumber) in
      switch text {
      case "254:0 300": "default 100\n254:0 300\n"
      case "254:0 default": "default 100\n"
      default: text + "\n"
      }
    }
    let group = try tree.hierarchy().group("/web")
    let own = try group.io.weight[disk].write(300)
    #expect(own.before == nil && own.kept == 300 && own.isAsAsked)
    let shared = try group.io.weight[disk].unset()
    #expect(shared.before == 300 && shared.kept == nil && shared.isAsAsked)
    let standard = try group.io.weight.write(standard: 250)
    #expect(standard.before == 100 && standard.kept == 250)
    #expect(throws: ControlGroupError.self) { try group.io.weight[disk].write(10001) }
  }

  @Test func namesAndTheirLimits() throws {
    tree.group("/web", ["misc.max": "sev max\ntdx 3\n", "rdma.max": "", "dmem.max": "drm/0/vram0 max\n"])
    tree.answer("/web", "misc.max") { _ throws(ErrorNumber) in "sev 4\ntdx 3\n" }
    tree.answer("/web", "dmem.max") { _ throws(ErrorNumber) in "drm/0/vram0 8192\n" }
    let group = try tree.hierarchy().group("/web")
    let written = try group.misc.max["sev"].write(.at(Count(rawValue: 4)))
    #expect(written.before == .max && written.kept == .at(Count(rawValue: 4)) && written.isAsAsked)
    let region = try group.dmem.max["drm/0/vram0"].write(.at(.bytes(8193)))
    #expect(region.kept == .at(.bytes(8192)) && !region.isAsAsked)
    tree.answer("/web", "rdma.max") { text throws(ErrorNumber) in "\(text) \n" }
    let handles = try group.rdma.max["mlx5_0"].write(
      .set(\.hcaHandle, .at(Count(rawValue: 2))), .set(\.hcaObject, .max))
    #expect(handles.kept?.hcaHandle == .at(Count(rawValue: 2)) && handles.isAsAsked)
  }
}
