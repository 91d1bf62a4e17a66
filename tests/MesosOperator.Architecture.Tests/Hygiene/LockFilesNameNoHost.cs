using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Hygiene;

public sealed class LockFilesNameNoHost : ILaw
{
    public string Rule => "A lock file records versions and checksums, not where one machine downloaded them (npm: omit-lockfile-registry-resolved).";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.Files
        where Path.GetFileName(file.Key) == "package-lock.json" && file.Value.Contains("\"resolved\": \"http")
        select new Breach(file.Key, "records download addresses");
}
