using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Where to dial, round by round: first where the operator was last, then everywhere else in the order given. A name is
/// looked up anew each time, and each of its addresses is a place of its own, since only one of them leads.
/// </summary>
internal sealed class LinkTargets(
    ImmutableArray<Uri> operators, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, TimeProvider time)
{
    /// <summary>Addresses of one name beyond these are left out.</summary>
    public const int MostPerName = 16;

    private static readonly TimeSpan LookUpLimit = TimeSpan.FromSeconds(10);

    private LinkTarget? _last;

    /// <summary>The places to dial, each once. A name that cannot be looked up is left to the dial, which says what is wrong.</summary>
    public async Task<IReadOnlyList<LinkTarget>> NextRoundAsync(CancellationToken stop)
    {
        var targets = new List<LinkTarget>();
        foreach (var @operator in operators)
            targets.AddRange(await FindAsync(@operator, stop));
        if (_last is not null && targets.Remove(_last))
            targets.Insert(0, _last);
        return [.. targets.Distinct()];
    }

    /// <summary>The operator was here.</summary>
    public void Prefer(LinkTarget target) => _last = target;

    private async Task<IEnumerable<LinkTarget>> FindAsync(Uri @operator, CancellationToken stop)
    {
        if (@operator.HostNameType != UriHostNameType.Dns)
            return [new LinkTarget(@operator, null)];
        using var late = new CancellationTokenSource(LookUpLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            var found = await lookUp(@operator.IdnHost, either.Token);
            return found.Length == 0 ? [new LinkTarget(@operator, null)] : found.Take(MostPerName).Select(at => new LinkTarget(@operator, at));
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException or ArgumentException)
        {
            return [new LinkTarget(@operator, null)];
        }
    }
}
