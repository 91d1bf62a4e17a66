using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Hygiene;

public class LockFilesNameNoHostTests : LawTests<LockFilesNameNoHost>
{
    private const string LockFile = "samples/client/package-lock.json";

    [Fact]
    public void A_download_address_is_seen() => AssertBroken(LockFile, (LockFile, "{ \"resolved\": \"https://example.invalid/a.tgz\" }"));

    [Fact]
    public void A_checksum_is_fine() => AssertKept((LockFile, "{ \"integrity\": \"sha512-x\" }"));
}
