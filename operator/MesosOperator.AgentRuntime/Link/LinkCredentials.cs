using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Certificates;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using AgentLinkClient = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// By what this host shows who it is. Without a certificate that is good it joins with its token, which it shows to nobody
/// but an operator that the token's hashes, or what this host trusts, vouch for.
/// </summary>
internal sealed class LinkCredentials
{
    private readonly CertificateFile _file;
    private readonly string? _tokenFile;
    private readonly AgentInfo _info;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Prng _chance;
    private bool _isRejected;

    /// <param name="file">Where the certificate is kept.</param>
    /// <param name="tokenFile">The token; read again each time, and it need not be there once the host has joined.</param>
    /// <param name="info">What the agent says of itself.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it says what it does.</param>
    /// <param name="chance">When to renew.</param>
    public LinkCredentials(CertificateFile file, string? tokenFile, AgentInfo info, TimeProvider time, ILogger log, Prng chance)
    {
        (_file, _tokenFile, _info, _time, _log, _chance) = (file, tokenFile, info, time, log, chance);
        (Current, var problem) = file.Read();
        if (problem is not null)
            JoiningLog.Unusable(log, problem);
    }

    /// <summary>What is shown to the operator; null while there is nothing.</summary>
    public AgentCertificate? Current { get; private set; }

    /// <summary>How to greet the operator at a place.</summary>
    public SslClientAuthenticationOptions Greeting(LinkTarget target, LinkSettings settings) =>
        new OperatorTrust(target.Operator, settings.OperatorCa, settings.OperatorName) { Authorities = Current?.Authorities ?? [] }.Options(Current?.Certificate);

    /// <summary>Renews the certificate on a link for as long as that lasts.</summary>
    public CertificateRenewal RenewOn(ILinkSession session) => new(this, session, _chance, _time, _log);

    /// <summary>The operator does not believe the certificate: the next time it joins again, if it has a token.</summary>
    public void Reject() => _isRejected = true;

    /// <summary>Joins where that is needed and possible.</summary>
    /// <exception cref="RpcException">The operator does not let it join, or not now.</exception>
    /// <exception cref="JoinException">There is something wrong on this side.</exception>
    public async Task PrepareAsync(LinkTarget target, LinkSettings settings, CancellationToken stop)
    {
        if (_tokenFile is null || target.Operator.Scheme != Uri.UriSchemeHttps)
            return;
        var isGood = Current is { } current && current.End > _time.GetUtcNow() && !_isRejected;
        if (isGood && !File.Exists(_tokenFile))
            return;
        var (token, problem) = TokenFile.Read(_tokenFile);
        if (isGood && (token is null || IsOfSameOperator(token)))
            return;
        if (token is null)
            throw new JoinException($"--token-file: {problem}");
        using var limit = new CancellationTokenSource(settings.RegistrationLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await JoinAsync(target, settings, token, either.Token);
        }
        catch (RpcException unasked) when (unasked.StatusCode == StatusCode.FailedPrecondition)
        {
            // It asks nobody who he is.
        }
        catch (RpcException late) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new JoinException($"the operator does not answer within {settings.RegistrationLimit.TotalSeconds} s", late);
        }
    }

    /// <summary>Takes a new certificate for a key; what is wrong with it, or null.</summary>
    public string? Take(Admitted admitted, KeyRequest key)
    {
        try
        {
            var certificate = key.With(admitted.Certificate, admitted.Authorities);
            _file.Write(certificate);
            (Current, _isRejected) = (certificate, false);
            return null;
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return bad.Message;
        }
    }

    private async Task JoinAsync(LinkTarget target, LinkSettings settings, TokenFile token, CancellationToken stop)
    {
        var authorities = token.Hashes.IsEmpty ? [] : await FindAuthoritiesAsync(target, token, stop);
        var trust = new OperatorTrust(target.Operator, settings.OperatorCa, settings.OperatorName) { Authorities = authorities };
        using var channel = LinkChannels.Open(target, trust.Options(Current?.Certificate));
        using var key = new KeyRequest();
        var admitted = await new AgentLinkClient(channel).JoinAsync(
            new JoinRequest { Token = token.Token, CertificateRequest = Google.Protobuf.ByteString.CopyFrom(key.Request), Info = _info },
            cancellationToken: stop);
        if (Take(admitted, key) is { } problem)
            throw new JoinException($"the certificate that it sent cannot be used: {problem}");
        JoiningLog.Joined(_log, target.ToString(), token.Token.Split('.')[0], Current!.End);
    }

    /// <summary>Whom it asks it does not know yet: what it is told counts only as far as the hashes in its token vouch for it.</summary>
    private static async Task<X509Certificate2Collection> FindAuthoritiesAsync(LinkTarget target, TokenFile token, CancellationToken stop)
    {
        using var channel = LinkChannels.Open(target, OperatorTrust.Nobody());
        var told = await new AgentLinkClient(channel).GetAuthoritiesAsync(new AuthoritiesRequest(), cancellationToken: stop);
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(told.Certificates);
        }
        catch (CryptographicException bad)
        {
            throw new JoinException($"what it says of its authority makes no sense: {bad.Message}", bad);
        }

        if (authorities.Count == 0)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "It has no authority"));
        var known = authorities.Where(authority => token.Hashes.Contains(LinkNames.HashOf(authority))).ToArray();
        return known.Length > 0
            ? new X509Certificate2Collection(known)
            : throw new JoinException(
                $"it is not the operator that the token is for: its authority has {string.Join(", ", authorities.Select(LinkNames.HashOf))}, the token says {string.Join(", ", token.Hashes)}");
    }

    /// <summary>Somebody who has given this host the token of another operator wants it to join there.</summary>
    private bool IsOfSameOperator(TokenFile token) => token.Hashes.IsEmpty || Current is not { Authorities: { Count: > 0 } known }
        || known.Any(authority => token.Hashes.Contains(LinkNames.HashOf(authority)));
}
