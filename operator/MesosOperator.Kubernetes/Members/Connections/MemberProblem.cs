using System.Security.Authentication;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Why a cluster cannot be a member now, or what hinders one that is.</summary>
/// <param name="Failure">Of which kind it is.</param>
/// <param name="Message">What is wrong, for people.</param>
internal sealed record MemberProblem(MemberFailure Failure, string Message)
{
    private const int Unauthorized = 401;

    /// <summary>What a request that failed says of the cluster.</summary>
    /// <param name="problem">How it failed.</param>
    /// <param name="certificate">Why the server's certificate was not accepted; null where it was.</param>
    /// <param name="credentials">What the cluster was shown.</param>
    /// <param name="now">When that was.</param>
    public static MemberProblem Of(ApiServerException problem, string? certificate, MemberCredentials credentials, DateTimeOffset now)
    {
        if (problem is { InnerException: HttpRequestException { InnerException: AuthenticationException } } && certificate is not null)
            return new(MemberFailure.WrongAuthority, $"The server's certificate is not accepted: {certificate}");
        if ((problem.Code == Unauthorized || problem.Failure == ApiFailure.Unavailable) && credentials.EndedBy(now) is { } ended)
            return new(MemberFailure.CredentialsExpired, $"{ended}; {problem.Message}");
        return problem switch
        {
            { Code: Unauthorized } => new(MemberFailure.Unauthorized, $"The cluster does not know the {credentials.Kind}, or no longer: {problem.Message}"),
            { Failure: ApiFailure.Denied } => new(MemberFailure.Forbidden, problem.Message),
            { Failure: ApiFailure.Throttled } => new(MemberFailure.Throttled, $"The cluster asks for fewer requests: {problem.Message}"),
            { InnerException: { InnerException: { } cause } } => new(MemberFailure.Unreachable, $"{problem.Message} {cause.Message}"),
            _ => new(MemberFailure.Unreachable, problem.Message),
        };
    }
}
