internal import CLinux
internal import ControlGroups
internal import Exposition
internal import Glibc
internal import GroupMetrics

/// Makes the exporter's default page of all groups, again and again.
struct PageMaking {
  private let page: Page

  /// - Parameter budget: files that are kept open.
  init(budget: Int) throws {
    _ = weir_raise_file_limit()
    var options = Page.Options()
    options.budget = budget
    page = Page(try Hierarchy.live(), options)
  }

  /// Prints what the process did besides the kernel's reading of files, of the time of that: all it asks of the kernel
  /// is files. Then both in nanoseconds a page, its lines, and its bytes.
  func measure(_ rounds: Int) throws {
    // The first two open what is kept, and learn the order of keys.
    for _ in 0..<2 { _ = try page.scrape() }
    var bytes: [UInt8] = []
    let before = Self.spent()
    for _ in 0..<rounds { bytes = try page.scrape() }
    let after = Self.spent()
    let own = (after.user - before.user) / Double(rounds)
    let kernel = (after.kernel - before.kernel) / Double(rounds)
    let lines = bytes.count { $0 == UInt8(ascii: "\n") }
    print((own / kernel * 1000).rounded() / 1000, Int(own), Int(kernel), lines, bytes.count)
  }

  /// Nanoseconds of the processor, by getrusage(2).
  private static func spent() -> (user: Double, kernel: Double) {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func nanoseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e9 + Double(time.tv_usec) * 1e3 }
    return (nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime))
  }
}
