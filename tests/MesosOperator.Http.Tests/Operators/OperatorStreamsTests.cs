using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Operators.Events;
using MesosOperator.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>The bounds of operators' streams.</summary>
public sealed class OperatorStreamsTests
{
    private readonly OperatorStreams _streams = new(new RuntimeLimits { StreamBuffer = 2 }, new HttpOptions(), new FakeTimeProvider());

    [Fact]
    public void A_stream_that_is_not_read_is_cut_when_more_waits_than_may()
    {
        using var slow = _streams.Open();

        Happen(2);
        Assert.False(slow.Broken.IsCancellationRequested);
        Happen(1);

        Assert.True(slow.Broken.IsCancellationRequested);
    }

    [Fact]
    public void What_is_closed_is_told_nothing_and_counted_no_more()
    {
        using var stream = _streams.Open();
        Assert.Equal(1, _streams.Count);

        _streams.Close(stream);
        Happen(5);

        Assert.Equal(0, _streams.Count);
        Assert.False(stream.Broken.IsCancellationRequested);
    }

    private void Happen(int times)
    {
        for (var time = 0; time < times; time++)
            _streams.Observe(
                new TimeCommand.Pass(),
                new Outcome(null, [new AgentEvent.Added(new AgentId($"S{time}"), new("host", "127.0.0.1", 5051, ResourceSet.Empty), new LinkId(time), Instant.Epoch)], EffectBatch.None),
                TimeSpan.Zero);
    }
}
