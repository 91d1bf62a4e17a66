using System.Collections.Immutable;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Http.Tests.Support;

/// <summary>An authority and tokens that are nowhere but in memory.</summary>
public sealed class MemoryAuthority : IAuthorityStore, ITokenSource
{
    private readonly Lock _gate = new();
    private ImmutableArray<Action<AuthorityState>> _subscribers = [];

    public AuthorityState? Current { get; private set; }

    public Task Known => Task.CompletedTask;

    public TokenTable Tokens { get; set; } = new([]);

    TokenTable? ITokenSource.Current => Tokens;

    public void Subscribe(Action<AuthorityState> subscriber)
    {
        lock (_gate)
        {
            _subscribers = _subscribers.Add(subscriber);
            if (Current is { } state)
                subscriber(state);
        }
    }

    public Task<bool> ReplaceAsync(AuthorityState? known, AuthorityState next, CancellationToken stop)
    {
        lock (_gate)
        {
            if (Current != known)
                return Task.FromResult(false);
            Current = next;
            foreach (var subscriber in _subscribers)
                subscriber(next);
            return Task.FromResult(true);
        }
    }
}
