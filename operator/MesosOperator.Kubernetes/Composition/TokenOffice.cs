using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Makes bootstrap tokens for people, as the user of a kubeconfig file; no operator need run.</summary>
public static class TokenOffice
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 6;
    private const int SecretLength = 26;
    private const string Manager = "mesos-operator-token";

    /// <summary>
    /// Writes the Secret of a new token, in the place of an older one of its name, and gives back what an agent is to be
    /// given: with the hashes of the operator's authority where that is known yet.
    /// </summary>
    /// <exception cref="TokenOfficeException">It cannot be made.</exception>
    /// <exception cref="k8s.Exceptions.KubeConfigException">The file that says where the API server is makes no sense.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<TokenFile> MakeAsync(KubernetesOptions options, NewToken wish, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(wish);
        using var connection = new k8s.Kubernetes(options.Kubeconfig is { } file
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file, options.Context)
            : KubernetesClientConfiguration.InClusterConfig());
        var client = new ResourceClient<V1Secret>(new ApiServer(connection, time, options.AnswerWithin), Manager);
        var (id, hidden) = (RandomNumberGenerator.GetString(Letters, IdLength), RandomNumberGenerator.GetString(Letters, SecretLength));
        var secret = SecretOf(wish, options.Namespace, id, hidden, time.GetUtcNow());
        if (TokenSecret.Read(secret).Problem is { } problem)
            throw new TokenOfficeException(problem);
        try
        {
            await client.DeleteAsync(ResourceKey.Of(secret), stop);
            await client.CreateAsync(secret, stop);
            return new TokenFile($"{id}.{hidden}", await HashesAsync(client, options.Namespace, stop));
        }
        catch (ApiServerException failure)
        {
            throw new TokenOfficeException(failure.Message, failure);
        }
    }

    private static async Task<ImmutableArray<string>> HashesAsync(ResourceClient<V1Secret> client, string @namespace, CancellationToken stop) =>
        (await client.FindAsync(new(@namespace, SecretAuthority.Name), stop))?.Data?.TryGetValue(AuthorityText.Hashes, out var hashes) == true
            ? [.. Encoding.ASCII.GetString(hashes).Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : [];

    private static V1Secret SecretOf(NewToken wish, string @namespace, string id, string hidden, DateTimeOffset now)
    {
        var data = new Dictionary<string, byte[]>();
        Add(TokenSecret.Id, id);
        Add(TokenSecret.Secret, hidden);
        Add(TokenSecret.Expiration, wish.Life is { } life ? (now + life).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null);
        Add(TokenSecret.Usages, wish.Usages?.ToString(CultureInfo.InvariantCulture));
        Add(TokenSecret.Attributes, wish.Attributes);
        Add(TokenSecret.Hostnames, wish.Hostnames);
        Add(TokenSecret.Regions, wish.Regions);
        Add(TokenSecret.Zones, wish.Zones);
        Add(TokenSecret.Description, wish.Description);
        return new()
        {
            ApiVersion = "v1",
            Kind = V1Secret.KubeKind,
            Type = TokenSecret.Type,
            Metadata = new V1ObjectMeta { Name = wish.SecretName ?? $"agent-token-{id}", NamespaceProperty = @namespace },
            Data = data,
        };

        void Add(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                data[name] = Encoding.UTF8.GetBytes(text);
        }
    }
}
