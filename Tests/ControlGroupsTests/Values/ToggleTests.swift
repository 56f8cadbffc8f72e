import ControlGroups
import Testing

@Suite struct ToggleTests {
  @Test(arguments: ["0\n", "1\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(Toggle.self, text) }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("2\n", 0), ("yes\n", 0), ("-1\n", 0), ("1 1\n", 1), ("18446744073709551617\n", 0),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(Toggle.self, text, at: offset) }

  @Test func onIsOne() throws {
    #expect(try Toggle(parsing: "1").isOn)
    #expect(try !Toggle(parsing: "0\n").isOn)
    #expect(Toggle(true).structured == .bool(true))
  }
}
