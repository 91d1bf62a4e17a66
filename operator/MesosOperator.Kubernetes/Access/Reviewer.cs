using System.Text.Json;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Access;

/// <summary>Asks the API server questions that are answered at once and kept nowhere; so many at a time.</summary>
internal sealed class Reviewer(ApiServer server, ReviewSlots slots, ILogger<Reviewer> logger)
{
    /// <summary>
    /// The review with its status; null when there is none, for whatever reason. Bound in time by the server's patience.
    /// The types of reviews do not know their plural.
    /// </summary>
    public async Task<T?> AskAsync<T>(T review, string plural) where T : class, IKubernetesObject
    {
        if (slots.Enter() is not { } turn)
        {
            AccessLog.NotReviewed(logger, "too many questions wait already");
            return null;
        }

        await turn;
        try
        {
            var kind = ResourceKind.Of<T>() with { Plural = plural };
            review.ApiVersion = kind.ApiVersion;
            review.Kind = kind.Kind;
            var request = new ApiRequest(HttpMethod.Post, kind.CollectionPath(""), KubernetesJson.Serialize(review));
            return KubernetesJson.Deserialize<T>(new MemoryStream(await server.AskAsync(request, CancellationToken.None)));
        }
        catch (Exception failure) when (failure is ApiServerException or JsonException)
        {
            AccessLog.NotReviewed(logger, failure.Message);
            return null;
        }
        finally
        {
            slots.Leave();
        }
    }
}
