using System.Collections.Concurrent;
using System.Collections.Immutable;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Support;

/// <summary>Says about callers what the test wants, and remembers what it was asked.</summary>
public sealed class FakeAccess : IAuthenticator, IAuthorizer
{
    private readonly ConcurrentQueue<AccessRequest> _asked = new();

    /// <summary>Knows <c>spark:secret</c>, the token <c>good</c>, and nobody else.</summary>
    public Func<Credential, Authentication> Authenticate { get; set; } = credential => credential switch
    {
        Credential.Basic { Name: var name, Secret: "secret" } => new Authentication.Authenticated(new(PrincipalKind.Credential, name)),
        Credential.Bearer { Token: "good" } => new Authentication.Authenticated(new(PrincipalKind.Kubernetes, "system:serviceaccount:team:spark")),
        _ => new Authentication.Rejected("not known"),
    };

    /// <summary>Lets everybody do everything unless said otherwise.</summary>
    public Func<Principal, AccessRequest, Authorization> Authorize { get; set; } = (_, _) => Authorization.Allowed.Yes;

    public ImmutableArray<string> Schemes => ["Basic", "Bearer"];

    public IReadOnlyCollection<AccessRequest> Asked => _asked;

    /// <summary>An operator that asks this.</summary>
    public Task<TestOperator> StartAsync() => TestOperator.StartAsync(new TestSetup
    {
        Configure = services =>
        {
            services.AddSingleton<IAuthenticator>(this);
            services.AddSingleton<IAuthorizer>(this);
        },
    });

    public ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop) => new(Authenticate(credential));

    public ValueTask<Authorization> AuthorizeAsync(Principal principal, AccessRequest request, CancellationToken stop)
    {
        _asked.Enqueue(request);
        return new(Authorize(principal, request));
    }
}
