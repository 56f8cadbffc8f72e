// The fuzzer's entry points (llvm.org/docs/LibFuzzer.html). Which parser is tried says WEIR_FUZZ_TARGET, so that one
// binary serves all of them; WEIR_FUZZ_LIST prints them, each with the files that make good seeds.

import ControlGroups
import Glibc

private let check: ParserCheck = {
  let name = unsafe getenv("WEIR_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let check = ParserCheck.all.first(where: { $0.name == name }) else {
    fatalError("WEIR_FUZZ_TARGET is \"\(name)\": not one of \(ParserCheck.all.map(\.name).joined(separator: " "))")
  }
  return check
}()

@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard unsafe getenv("WEIR_FUZZ_LIST") != nil else { return 0 }
  for check in ParserCheck.all { print(check.name, check.files.joined(separator: " "), separator: "\t") }
  exit(0)
}

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  if let failure = check.failure(bytes) { fatalError("\(check.name): \(failure)") }
  return 0
}
