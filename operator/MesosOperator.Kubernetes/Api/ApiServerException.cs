using System.Net;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>The API server did not do what was asked; the failure says why.</summary>
internal sealed class ApiServerException(ApiFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    private const int TextMax = 300;

    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromMinutes(5);

    /// <summary>Why.</summary>
    public ApiFailure Failure => failure;

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public int? Code { get; private init; }

    /// <summary>How long the server wants not to be asked again, five minutes at most; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What a status that the server sent means; the code is an HTTP status.</summary>
    internal static ApiServerException From(int code, V1Status? status, string what, TimeSpan? retryAfter = null)
    {
        var wait = retryAfter ?? (status?.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null);
        return new(Classify(code, status?.Reason), $"{what}: {code} {status?.Message ?? status?.Reason ?? ""}".TrimEnd())
        {
            Code = code,
            RetryAfter = wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, RetryAfterMax.Ticks)),
        };
    }

    /// <summary>What an answer with a status other than success means.</summary>
    internal static ApiServerException From(HttpResponseMessage response, string body, string what, DateTimeOffset now)
    {
        var retryAfter = response.Headers.RetryAfter;
        return From((int)response.StatusCode, StatusIn(body), what, retryAfter?.Delta ?? (retryAfter?.Date - now));
    }

    /// <summary>What an answer with that status means, of which only the body is left.</summary>
    internal static ApiServerException From(int code, string? body, string what) => From(code, StatusIn(body ?? ""), what);

    private static ApiFailure Classify(int code, string? reason) => (HttpStatusCode)code switch
    {
        HttpStatusCode.NotFound => ApiFailure.NotFound,
        HttpStatusCode.Conflict when reason == "AlreadyExists" => ApiFailure.AlreadyExists,
        HttpStatusCode.Conflict => ApiFailure.Conflict,
        HttpStatusCode.Gone => ApiFailure.Expired,
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => ApiFailure.Invalid,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ApiFailure.Denied,
        HttpStatusCode.TooManyRequests => ApiFailure.Throttled,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ApiFailure.Unavailable,
        _ => ApiFailure.Rejected,
    };

    private static V1Status? StatusIn(string body)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return new V1Status { Message = body.Length > TextMax ? body[..TextMax] : body };
        }
    }
}
