using System.Net;
using System.Net.Http.Headers;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>One repository of a registry (distribution specification, version 2), as somebody.</summary>
internal sealed class RegistryClient(HttpClient http, Uri registry, string repository, RegistryLogin? login)
{
    private AuthenticationHeaderValue? _authorization;

    /// <summary>A manifest or an index, with its checksum.</summary>
    /// <exception cref="ImageException">There is none, or the registry does not give it; the message goes on after "cannot be pulled".</exception>
    /// <exception cref="HttpRequestException">The registry cannot be reached.</exception>
    public async Task<(ContentDescriptor What, byte[] Content)> ManifestAsync(string version, CancellationToken stop)
    {
        using var answer = await SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, $"/v2/{repository}/manifests/{version}"));
            foreach (var type in ImageManifest.MediaTypes)
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            return request;
        }, stop);
        var content = await ReadAsync(answer, ImageStore.LargestDocument, stop);
        var digest = ContentDigest.Of(content);
        if (ContentDigest.IsValid(version) && version != digest)
            throw new ImageException($"the registry gives {digest} for {version}");
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (!ImageManifest.IsIndex(type) && !ImageManifest.IsManifest(type))
            throw new ImageException($"its manifest is of the kind '{type}', which is not supported");
        return (new ContentDescriptor { MediaType = type, Digest = digest, Size = content.Length }, content);
    }

    /// <summary>Content from some byte on; the answer is to be disposed of. One that begins elsewhere begins at 0.</summary>
    /// <exception cref="ImageException">As above.</exception>
    /// <exception cref="HttpRequestException">The registry cannot be reached.</exception>
    public Task<HttpResponseMessage> BlobAsync(string digest, long from, CancellationToken stop) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, $"/v2/{repository}/blobs/{digest}"));
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        return request;
    }, stop);

    /// <summary>Everything that an answer says, up to some length.</summary>
    /// <exception cref="ImageException">It says more.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage answer, long most, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[16 << 10];
        for (int count; (count = await body.ReadAsync(buffer, stop)) > 0;)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > most)
                throw new ImageException($"the registry's answer is longer than {most} bytes");
        }

        return whole.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        for (var isAnswered = false; ; isAnswered = true)
        {
            using var request = make();
            request.Headers.Authorization = _authorization;
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
            {
                if (answer.StatusCode != HttpStatusCode.Unauthorized || isAnswered)
                    throw new ImageException(ProblemOf(answer));
                foreach (var challenge in answer.Headers.WwwAuthenticate)
                    if (await RegistryChallenge.AnswerAsync(http, challenge, registry, login, stop) is { } authorization)
                        _authorization = authorization;
                if (_authorization is null)
                    throw new ImageException(ProblemOf(answer));
            }
        }
    }

    private string ProblemOf(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.NotFound => $"{registry.Authority} does not have it",
        HttpStatusCode.Unauthorized when login is null => $"{registry.Authority} wants to know who asks, or does not have it",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{registry.Authority} does not give it to '{login?.User}'",
        var status => $"{registry.Authority} answers {(int)status} {answer.ReasonPhrase}",
    };
}
