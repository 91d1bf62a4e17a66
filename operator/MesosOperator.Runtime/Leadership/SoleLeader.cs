using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Leadership;

/// <summary>The lead of a process that has no rivals.</summary>
public sealed class SoleLeader : ILeadership
{
    /// <inheritdoc/>
    public LeadershipStatus Current { get; } = new(LeadershipState.Leading, 1, "", "");

    /// <inheritdoc/>
    public async Task<LeadershipStatus> ChangedAsync(LeadershipStatus known, CancellationToken cancellation)
    {
        if (known == Current)
            await new TaskCompletionSource<LeadershipStatus>().Task.WaitAsync(cancellation);
        return Current;
    }
}
