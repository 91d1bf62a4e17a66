using System.Collections.Immutable;

namespace MesosOperator.Runtime.Access;

/// <summary>Says who calls. Never throws but for cancellation, and may be asked by any thread; it bounds its own time and memory.</summary>
public interface IAuthenticator
{
    /// <summary>The schemes of HTTP that it understands, the preferred one first: <c>Basic</c>, <c>Bearer</c>.</summary>
    ImmutableArray<string> Schemes { get; }

    /// <summary>Looks at a credential.</summary>
    ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop);
}
