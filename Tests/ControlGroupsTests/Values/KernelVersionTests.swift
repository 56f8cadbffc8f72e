import ControlGroups
import Testing

@Suite struct KernelVersionTests {
  @Test(arguments: [("6.12.43+deb13-amd64", 6, 12), ("5.4", 5, 4), ("7.2.0-rc1", 7, 2), ("6.1 anything", 6, 1)])
  func releasesAreRead(release: String, major: Int, minor: Int) {
    #expect(KernelVersion(release: release) == KernelVersion(major, minor))
  }

  @Test(arguments: ["", "6", "6.", ".12", "v6.12", "six.twelve", "1000.1", "6.1000", "99999999999999999999.1"])
  func anythingElseIsNone(release: String) { #expect(KernelVersion(release: release) == nil) }

  @Test func orderIsThatOfNumbers() {
    let old: KernelVersion = "6.9"
    #expect(old < "6.12")
    #expect(old < "7.0")
    #expect(!(KernelVersion("6.12") < "6.9"))
  }

  @Test func approximateOnesSaySo() {
    let version: KernelVersion = "≈6.12"
    #expect(version.isApproximate)
    #expect(version.description == "≈6.12")
    #expect(KernelVersion(6, 12).description == "6.12")
  }
}
