using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Kubernetes.Access;

/// <summary>Knows callers by a token that Kubernetes vouches for. Tokens themselves are not kept, only what they hash to.</summary>
internal sealed class TokenAuthenticator(Reviewer reviewer, KubernetesAccessOptions options, TimeProvider time) : IAuthenticator
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InCluster("authentication.k8s.io", Plural, "create")];

    private const string Plural = "tokenreviews";

    private readonly ReviewCache<string, Authentication> _known = new(
        options.AnswersMax,
        answer => answer switch
        {
            Authentication.Authenticated => options.BelieveYes,
            Authentication.Rejected => options.BelieveNo,
            _ => TimeSpan.Zero,
        },
        time);

    public ImmutableArray<string> Schemes => ["Bearer"];

    public async ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop) => credential is Credential.Bearer bearer
        ? await _known.GetAsync(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(bearer.Token))), () => ReviewAsync(bearer.Token), stop)
        : new Authentication.Rejected("not a token");

    private async Task<Authentication> ReviewAsync(string token)
    {
        var spec = new V1TokenReviewSpec { Token = token, Audiences = options.Audiences.IsEmpty ? null : [.. options.Audiences] };
        if (await reviewer.AskAsync(new V1TokenReview { Spec = spec }, Plural) is not { Status: { } status })
            return new Authentication.Unavailable("Kubernetes does not say now whose token that is");
        if (status.Authenticated is not true || string.IsNullOrEmpty(status.User?.Username))
            return new Authentication.Rejected(string.IsNullOrEmpty(status.Error) ? "Kubernetes does not know the token" : status.Error);
        // A server that knows nothing of audiences names none, and has then not looked at them.
        if (!options.Audiences.IsEmpty && !options.Audiences.Intersect(status.Audiences ?? []).Any())
            return new Authentication.Rejected($"the token is for none of {string.Join(", ", options.Audiences)}");
        return new Authentication.Authenticated(
            new Principal(PrincipalKind.Kubernetes, status.User.Username) { Groups = [.. status.User.Groups ?? []] });
    }
}
