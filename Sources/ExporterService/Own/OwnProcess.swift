#if Service
  internal import ControlGroups
  internal import Exposition
  internal import GroupMetrics

  /// What the exporter's process uses, from /proc/self (proc_pid_stat(5) and its neighbours).
  package enum OwnProcess {
    /// Ticks of user-space figures in a second: the kernel's USER_HZ, 100 on every architecture that Swift runs on.
    private static let ticks = 100.0

    static func figures() -> [(Family, Double)] {
      var out: [(Family, Double)] = []
      if let fields = stat() {
        out.append((OwnFamilies.processCPU, (fields[11] + fields[12]) / ticks))
        if let booted = number(after: "btime", in: lines("/proc/stat")) {
          out.append((OwnFamilies.processStart, booted + fields[19] / ticks))
        }
      }
      let status = lines("/proc/self/status")
      if let size = number(after: "VmRSS:", in: status) { out.append((OwnFamilies.processResident, size * 1024)) }
      if let size = number(after: "VmSize:", in: status) { out.append((OwnFamilies.processVirtual, size * 1024)) }
      if let most = mostDescriptors { out.append((OwnFamilies.processMostDescriptors, most)) }
      // The listing's own descriptor is one of them.
      if let names = try? LinuxCalls.shared.names(inPlain: path("/proc/self/fd")) {
        out.append((OwnFamilies.processDescriptors, Double(names.count - 1)))
      }
      return out
    }

    /// Descriptors that may be kept for groups' files: what is left when every connection has one, and 64 for the rest.
    package static func descriptors(besides connections: Int, atMost most: Int) -> Int {
      guard let limit = mostDescriptors else { return most }
      return max(0, min(most, Int(limit) - connections - 64))
    }

    private static var mostDescriptors: Double? { number(after: "Max open files", in: lines("/proc/self/limits")) }

    private static func path(_ name: String) -> [UInt8] { Array(name.utf8) + [0] }

    private static func lines(_ name: String) -> [ArraySlice<UInt8>] {
      ((try? LinuxCalls.shared.contents(ofPlain: path(name))) ?? []).split(separator: UInt8(ascii: "\n"))
    }

    /// The first number behind a word that begins a line.
    private static func number(after key: String, in lines: [ArraySlice<UInt8>]) -> Double? {
      guard let line = lines.first(where: { $0.starts(with: key.utf8) }) else { return nil }
      return line.dropFirst(key.utf8.count).split(separator: UInt8(ascii: " ")).flatMap {
        $0.split(separator: UInt8(ascii: "\t"))
      }.lazy.compactMap { Double(String(decoding: $0, as: UTF8.self)) }.first
    }

    /// The fields of /proc/self/stat behind the name, which may hold anything: field 3 is the first, and no number.
    private static func stat() -> [Double]? {
      guard let text = try? LinuxCalls.shared.contents(ofPlain: path("/proc/self/stat")),
        let end = text.lastIndex(of: UInt8(ascii: ")"))
      else { return nil }
      let fields = text[(end + 1)...].split(separator: UInt8(ascii: " ")).map {
        Double(String(decoding: $0, as: UTF8.self)) ?? 0
      }
      return fields.count > 20 ? fields : nil
    }
  }
#endif
