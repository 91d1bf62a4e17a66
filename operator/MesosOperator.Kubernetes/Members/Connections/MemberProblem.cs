using System.Security.Authentication;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Why a cluster cannot be a member now.</summary>
/// <param name="Failure">Of which kind it is.</param>
/// <param name="Message">What is wrong, for people.</param>
internal sealed record MemberProblem(MemberFailure Failure, string Message)
{
    private const int Unauthorized = 401;

    /// <summary>What a request that failed says of the cluster.</summary>
    public static MemberProblem Of(ApiServerException problem) => problem switch
    {
        { Code: Unauthorized } => new(MemberFailure.Unauthorized, $"The cluster does not know the credentials, or no longer: {problem.Message}"),
        { Failure: ApiFailure.Denied } => new(MemberFailure.Forbidden, problem.Message),
        { InnerException: HttpRequestException { InnerException: AuthenticationException cause } } =>
            new(MemberFailure.WrongAuthority, $"The cluster's certificate is not of the authority that the kubeconfig names: {cause.Message}"),
        _ => new(MemberFailure.Unreachable, problem.Message),
    };
}
