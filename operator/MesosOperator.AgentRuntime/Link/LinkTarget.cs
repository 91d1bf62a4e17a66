using System.Net;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>One place to dial.</summary>
/// <param name="Operator">The address as it was given; the certificate must be for its host.</param>
/// <param name="At">Which of the addresses of its name; null where the host is no name.</param>
internal sealed record LinkTarget(Uri Operator, IPAddress? At)
{
    public override string ToString() => At is null ? Address : $"{Address} at {At}";

    private string Address => Operator.GetLeftPart(UriPartial.Authority);
}
