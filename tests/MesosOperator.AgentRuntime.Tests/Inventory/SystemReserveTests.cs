using MesosOperator.AgentRuntime.Inventory;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

public sealed class SystemReserveTests
{
    [Fact]
    public void Amounts_and_shares_are_taken_off_and_defaults_hold_for_the_rest()
    {
        var reserve = SystemReserve.Parse("cpus:0.5; mem:10%").Value;
        var host = new HostFacts(4, 16_000, 100_000, "h", "127.0.0.1");

        var resources = HostResources.Of(host, 0, [], "*", reserve);

        Assert.Equal([("cpus", 3.5), ("mem", 14_400), ("disk", 94_880)], resources.Where(resource => resource.Scalar is not null).Select(resource => (resource.Name, resource.Scalar.Value)));
        Assert.Equal(0, SystemReserve.Parse("mem:99999").Value.Rest("mem", 100));
    }

    [Theory]
    [InlineData("ports:1", "'ports:1' is not cpus, mem or disk with a value")]
    [InlineData("mem", "'mem' is not cpus, mem or disk with a value")]
    [InlineData("mem:100%", "mem: '100%' is neither an amount nor less than 100%")]
    [InlineData("mem:-1", "mem: '-1' is neither an amount nor less than 100%")]
    [InlineData("mem:1;mem:2", "mem: given twice")]
    public void What_makes_no_sense_is_told(string text, string problem) =>
        Assert.Equal([problem], SystemReserve.Parse(text).Problems);
}
