using MesosOperator.Runtime.Ports;

namespace MesosOperator.TestKit;

/// <summary>A lead that only the test gives and takes.</summary>
public sealed class FakeLeadership : ILeadership
{
    private readonly Lock _gate = new();
    private LeadershipStatus _current = new(LeadershipState.Standby, 0, "", "");
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LeadershipStatus Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    public void Become(LeadershipState state, long epoch = 1, string leader = "", string address = "")
    {
        lock (_gate)
        {
            _current = new(state, epoch, leader, address);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<LeadershipStatus> ChangedAsync(LeadershipStatus known, CancellationToken cancellation)
    {
        Task changed;
        lock (_gate)
        {
            if (_current != known)
                return _current;
            changed = _changed.Task;
        }

        await changed.WaitAsync(cancellation);
        return Current;
    }
}
