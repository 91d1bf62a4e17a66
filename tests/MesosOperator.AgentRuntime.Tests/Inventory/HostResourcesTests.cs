using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

public sealed class HostResourcesTests
{
    [Theory]
    [InlineData(16_000, 100_000, "", "cpus=8 mem=14976 disk=94880 ports")]
    [InlineData(2_048, 10_240, "", "cpus=8 mem=1024 disk=5120 ports")]
    [InlineData(2_047, 10_239, "", "cpus=8 mem=1023 disk=5119 ports")]
    [InlineData(1_000, 1_000, "", "cpus=8 mem=500 disk=500 ports")]
    [InlineData(16_000, 100_000, "mem:100;gpus:2", "cpus=8 mem=100 disk=94880 gpus=2 ports")]
    [InlineData(16_000, 100_000, "cpus:0;gpus:0", "mem=14976 disk=94880 ports")]
    public void Offers_the_host_less_a_share_for_the_system_unless_told_otherwise(long memory, long disk, string given, string expected)
    {
        var facts = new HostFacts(8, memory, disk, "host", "10.0.0.1");

        var resources = HostResources.Of(facts, 0, ResourceParser.Parse(given, "*").Value, "*", SystemReserve.Default);

        Assert.Equal(expected, string.Join(' ', resources.Select(resource =>
            resource.Scalar is { } scalar ? FormattableString.Invariant($"{resource.Name}={scalar.Value}") : resource.Name)));
    }

    [Theory]
    [InlineData("*", "cpus(eng):2", "cpus(eng):2;mem:1024;disk:5120;ports:[31000-32000]")]
    [InlineData("*", "ports(ops):[80-80];cpus(eng):0", "mem:1024;disk:5120;ports(ops):[80-80]")]
    [InlineData("eng/dev", "mem:7;cpus(*):1;bandwidth:5", "cpus:1;mem(eng/dev):7;disk(eng/dev):5120;ports(eng/dev):[31000-32000];bandwidth(eng/dev):5")]
    public void A_name_that_is_mentioned_for_any_role_is_not_discovered(string defaultRole, string given, string expected)
    {
        var resources = HostResources.Of(new(8, 2_048, 10_240, "host", "10.0.0.1"), 0, ResourceParser.Parse(given, defaultRole).Value, defaultRole, SystemReserve.Default);

        Assert.Equal(expected, ResourceText.Of(resources));
    }

    [Fact]
    public void Reads_this_host()
    {
        using var folder = new TemporaryFolder();

        var facts = HostFacts.Read(folder.Path);

        Assert.Equal(Environment.ProcessorCount, facts.Processors);
        Assert.True(facts.MemoryMebibytes > 0);
        Assert.True(facts.DiskMebibytes > 0);
        Assert.NotEmpty(facts.Hostname);
        Assert.True(System.Net.IPAddress.TryParse(facts.Address, out _));
    }
}
