using MesosOperator.Core.Agents;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Tests.Storage;

public sealed class AgentBooksMappingTests
{
    [Fact]
    public void Volumes_with_all_that_was_said_of_them_are_read_as_they_were_written()
    {
        var volume = new Wire.Resource
        {
            Name = "disk",
            Type = Wire.Value.Types.Type.Scalar,
            Scalar = new() { Value = 32 },
            Reservations = { new Wire.Resource.Types.ReservationInfo { Type = Wire.Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "eng", Principal = "me" } },
            Disk = new()
            {
                Persistence = new() { Id = "v1", Principal = "me" },
                Volume = new() { ContainerPath = "data", Mode = Wire.Volume.Types.Mode.Rw },
            },
        };
        var kept = ResourcesFromWire.Map([volume]).Resources;
        Assert.False(kept.IsEmpty);

        Assert.Equal(kept, AgentBooksMapping.Of(AgentBooksMapping.Describe(new V1Alpha1AgentStatus(), AgentBooks.Empty with { Kept = kept })).Kept);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("/////w==")]
    public void What_cannot_be_read_counts_as_nothing(string kept) => Assert.True(AgentBooksMapping.Of(new V1Alpha1AgentStatus { Kept = kept }).IsEmpty);
}
