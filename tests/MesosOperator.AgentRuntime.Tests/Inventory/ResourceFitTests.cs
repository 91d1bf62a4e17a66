using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.Protocol.Mesos.V1;
using ReservationInfo = MesosOperator.Protocol.Mesos.V1.Resource.Types.ReservationInfo;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

public sealed class ResourceFitTests
{
    [Theory]
    [InlineData("cpus(eng):2;cpus:2", "cpus(eng):2;cpus:1", "")]
    [InlineData("cpus:4", "cpus(eng):2", "cpus(eng): 2 needed, 0 there")]
    [InlineData("cpus(eng):4", "cpus:1;cpus(eng):4", "cpus: 1 needed, 0 there")]
    [InlineData("cpus(ops):4", "cpus(eng):4", "cpus(eng): 4 needed, 0 there")]
    [InlineData("ports(ops):[80-90];ports:[100-110]", "ports(ops):[80-81];ports:[85-85]", "ports: 85-85 needed and not there")]
    public void What_is_reserved_for_a_role_is_needed_of_that_role(string offered, string needed, string expected) =>
        Assert.Equal(expected, string.Join("; ", ResourceFit.Problems(Read(offered), Read(needed))));

    [Fact]
    public void What_operations_have_reserved_is_needed_of_what_was_there_for_them()
    {
        var plain = Reserved(Read("cpus:2").Single(), "eng");
        var refined = Reserved(Read("cpus(eng):3").Single(), "eng/dev");

        Assert.Empty(ResourceFit.Problems(Read("cpus:2;cpus(eng):3"), [plain, refined]));
        Assert.Equal(["cpus: 2 needed, 0 there"], ResourceFit.Problems(Read("cpus(eng):5"), [plain, refined]));
        Assert.Equal(["cpus(eng): 3 needed, 0 there"], ResourceFit.Problems(Read("cpus:5"), [plain, refined]));
    }

    private static Resource Reserved(Resource resource, string role)
    {
        resource.Reservations.Add(new ReservationInfo { Type = ReservationInfo.Types.Type.Dynamic, Role = role });
        return resource;
    }

    private static Resource[] Read(string text) => [.. ResourceParser.Parse(text, "*").Value];
}
