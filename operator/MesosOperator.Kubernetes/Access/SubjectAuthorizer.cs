using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Kubernetes.Access;

/// <summary>Lets Kubernetes' own roles say who may do what.</summary>
internal sealed class SubjectAuthorizer(Reviewer reviewer, KubernetesAccessOptions options, TimeProvider time) : IAuthorizer
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InCluster("authorization.k8s.io", Plural, "create")];

    private const string Plural = "subjectaccessreviews";

    private readonly ReviewCache<(string User, string Groups, AccessRequest Request), Authorization> _known = new(
        options.AnswersMax,
        answer => answer switch
        {
            Authorization.Allowed => options.BelieveYes,
            Authorization.Denied => options.BelieveNo,
            _ => TimeSpan.Zero,
        },
        time);

    public async ValueTask<Authorization> AuthorizeAsync(Principal principal, AccessRequest request, CancellationToken stop)
    {
        // Of no role of Kubernetes: a principal is shown, not claimed.
        if (request is AccessRequest.ClaimPrincipal)
            return Denied(principal, request);
        var subject = Subject.Of(principal);
        return await _known.GetAsync(
            (subject.User, string.Join('\n', subject.Groups), request), () => ReviewAsync(principal, subject, request), stop);
    }

    private async Task<Authorization> ReviewAsync(Principal principal, Subject subject, AccessRequest request)
    {
        if (await reviewer.AskAsync(new V1SubjectAccessReview { Spec = AccessQuestion.For(subject, request) }, Plural) is not { Status: { } status })
            return new Authorization.Unavailable("Kubernetes does not say now who may do that");
        return status.Allowed ? Authorization.Allowed.Yes : Denied(principal, request);
    }

    private static Authorization.Denied Denied(Principal principal, AccessRequest request) =>
        new($"{(principal.ProvenName is { } name ? $"Principal '{name}'" : "A caller without credentials")} is not authorized to {AccessQuestion.Describe(request)}");
}
