namespace MesosOperator.Runtime.Ports;

/// <summary>Who leads. Only the leader may make offers, give orders and write what others read.</summary>
public interface ILeadership
{
    /// <summary>What is known now. Never says that this process leads once another may have taken over.</summary>
    LeadershipStatus Current { get; }

    /// <summary>Waits until what is known differs from <paramref name="known"/>, and returns it.</summary>
    Task<LeadershipStatus> ChangedAsync(LeadershipStatus known, CancellationToken cancellation);
}
