using System.Net.Http.Headers;
using MesosOperator.AgentRuntime.Link;

namespace MesosOperator.Host.Sample;

/// <summary>Where a framework finds its master, which one it trusts to be that, and what it shows; null shows nothing.</summary>
internal sealed record MasterAccess(Uri Address, OperatorTrust Trust, AuthenticationHeaderValue? Authorization)
{
    /// <summary>A master that wants to know nothing.</summary>
    public static MasterAccess Open(Uri address) => new(address, new OperatorTrust(address, file: null, name: null), Authorization: null);
}
