using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Joining;

/// <summary>
/// Changes the state of the authority: makes it, renews it, remembers who is revoked and how often tokens were used. Of
/// several processes that want to at once one succeeds, and the others go on from what that one wrote.
/// </summary>
public sealed class AuthorityKeeper(
    IAuthorityStore store, JoiningOptions options, ILeadership leadership, TimeProvider time, ILogger<AuthorityKeeper> logger)
{
    /// <summary>How often it is looked at whether there is an authority, and whether it has to be renewed.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How much longer than its certificates an agent stays revoked: clocks differ.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromHours(1);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    /// <summary>How often a change is tried that others get in the way of.</summary>
    private const int MostTries = 50;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Has an authority as long as it runs: makes the first one, and as the leader those that follow.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await store.Known.WaitAsync(stop);
            while (true)
                await Task.Delay(await EnsureAsync(stop) ? Interval : TryAgain, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Lets an agent come no more, whatever certificate it shows.</summary>
    /// <param name="identity">As in its certificate.</param>
    /// <param name="agent">What it is called, for people.</param>
    /// <param name="stop">Gives up.</param>
    public async Task RevokeAsync(string identity, string agent, CancellationToken stop)
    {
        // A certificate that it was given in this moment is over by then too.
        var until = time.GetUtcNow() + options.CertificateLife + Allowance;
        if (await ChangeAsync(state => state.Revoked.ContainsKey(identity) ? state : state with { Revoked = state.Revoked.Add(identity, new(agent, until)) }, stop))
            JoiningLog.Revoked(logger, agent, identity);
    }

    /// <summary>Lets it come again.</summary>
    public async Task PardonAsync(string identity, CancellationToken stop)
    {
        if (await ChangeAsync(state => state with { Revoked = state.Revoked.Remove(identity) }, stop))
            JoiningLog.Pardoned(logger, identity);
    }

    /// <summary>Whether the agent is revoked, as far as is known here.</summary>
    public bool IsRevoked(string identity) => store.Current?.Revoked.ContainsKey(identity) == true;

    /// <summary>Counts one use of a token; false when all of them are used up. Counts of tokens that are no more are forgotten.</summary>
    public async Task<bool> UseAsync(BootstrapToken token, TokenTable tokens, CancellationToken stop)
    {
        if (token.Usages is not { } most)
            return true;
        return await ChangeAsync(
            state => state.Used.GetValueOrDefault(token.Id) is var used && used >= most ? state : state with
            {
                Used = state.Used.Where(use => tokens.Ids.Contains(use.Key, StringComparer.Ordinal))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(token.Id, used + 1),
            },
            stop);
    }

    private async Task<bool> EnsureAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        try
        {
            if (store.Current is null)
            {
                if (await store.ReplaceAsync(null, new() { Pairs = [CertificateMaker.Authority(now, options.AuthorityLife)] }, stop))
                    JoiningLog.Made(logger, now + options.AuthorityLife);
                return store.Current is not null;
            }

            // The first one anybody may make; to renew it is the leader's.
            if (leadership.Current.State == LeadershipState.Leading && await ChangeAsync(state => Renewed(state, now), stop))
                JoiningLog.Renewed(logger, now + options.AuthorityLife);
            return true;
        }
        catch (AuthorityStoreException problem)
        {
            JoiningLog.NotKept(logger, problem.Message);
            return false;
        }
    }

    /// <summary>When two thirds of the newest are over another stands beside it; what is over goes, but never all.</summary>
    private AuthorityState Renewed(AuthorityState state, DateTimeOffset now)
    {
        var (start, end) = LifeOf(state.Pairs[0]);
        var pairs = now > start + ((end - start) * 2 / 3) ? state.Pairs.Insert(0, CertificateMaker.Authority(now, options.AuthorityLife)) : state.Pairs;
        var good = pairs.Where(pair => LifeOf(pair).End > now).ToImmutableArray();
        var revoked = state.Revoked.RemoveRange(state.Revoked.Where(revoked => revoked.Value.Until <= now).Select(revoked => revoked.Key));
        return good.Length == state.Pairs.Length && revoked.Count == state.Revoked.Count ? state : state with { Pairs = good, Revoked = revoked };
    }

    private static (DateTimeOffset Start, DateTimeOffset End) LifeOf(AuthorityPair pair)
    {
        using var certificate = X509Certificate2.CreateFromPem(pair.Certificate);
        return (certificate.NotBefore, certificate.NotAfter);
    }

    /// <summary>False when there was nothing to change.</summary>
    private async Task<bool> ChangeAsync(Func<AuthorityState, AuthorityState> change, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (store.Current is not { } known || change(known) is not { } next || ReferenceEquals(next, known) || next == known)
                    return false;
                if (await store.ReplaceAsync(known, next, stop))
                    return true;
                await Task.Delay(TryAgain / MostTries, time, stop);
            }

            throw new AuthorityStoreException("others change it all the time", new TimeoutException());
        }
        finally
        {
            _turn.Release();
        }
    }
}
