using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.Runtime.Joining;

/// <summary>The operator as the authority that vouches for its agents and, to them, for itself. Knows what the store knows.</summary>
public sealed class AgentAuthority
{
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private const int LargestRequest = 16 * 1024;

    private static readonly TimeSpan OperatorLife = TimeSpan.FromDays(90);

    private readonly JoiningOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile LoadedAuthority? _loaded;
    private (LoadedAuthority By, X509Certificate2 Certificate)? _own;

    /// <summary>Follows the store.</summary>
    public AgentAuthority(IAuthorityStore store, JoiningOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_options, _time) = (options, time);
        store.Subscribe(Follow);
    }

    /// <summary>Its certificates in PEM; null while it is not known.</summary>
    public string? Bundle => _loaded?.Bundle;

    /// <summary>By which its keys are known in tokens, the newest first.</summary>
    public ImmutableArray<string> Hashes => _loaded is { } loaded ? [.. loaded.All.Select(LinkNames.HashOf)] : [];

    /// <summary>Called when agents were revoked, with those that are.</summary>
    public event Action<IReadOnlyDictionary<string, Revocation>>? Changed;

    /// <summary>Whose certificate it is, and whether it is good now; null while the authority is not known.</summary>
    public ProofVerdict? Check(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (_loaded is not { } loaded)
            return null;
        if (ProofIn(certificate) is not { } proof)
            return new ProofVerdict.Worthless("the certificate is not that of an agent");
        if (proof.Until <= _time.GetUtcNow())
            return new ProofVerdict.Worthless($"the certificate of agent {proof.Identity} was good until {proof.Until.UtcDateTime:u}; it joins again with a token");
        if (!loaded.Vouches(certificate, _time.GetUtcNow()))
            return new ProofVerdict.Worthless($"the certificate of agent {proof.Identity} was not issued by this operator; it joins with a token of this operator");
        return loaded.State.Revoked.ContainsKey(proof.Identity)
            ? new ProofVerdict.Revoked($"agent {proof.Identity} was revoked; an administrator may take that back in its Agent object")
            : new ProofVerdict.Proven(proof);
    }

    /// <summary>
    /// Who showed a certificate that this authority has issued, be it over by now: an agent that was away for long and joins
    /// again stays who it was. Null for all others.
    /// </summary>
    public string? FormerIdentity(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (_loaded is not { } loaded || ProofIn(certificate) is not { } proof)
            return null;
        var (now, last) = (_time.GetUtcNow(), proof.Until - TimeSpan.FromSeconds(1));
        return loaded.Vouches(certificate, now < last ? now : last) ? proof.Identity : null;
    }

    /// <summary>A certificate for a request in DER.</summary>
    public JoinAnswer Issue(ReadOnlyMemory<byte> request, string identity, JoinLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (_loaded is not { } loaded)
            return new JoinAnswer.Later("The authority of this operator is not known yet");
        if (request.Length > LargestRequest)
            return new JoinAnswer.Forbidden($"The request for a certificate is larger than {LargestRequest} bytes");
        var query = limits.ToQuery();
        var name = query.Length == 0 ? LinkNames.AgentPrefix + identity : $"{LinkNames.AgentPrefix}{identity}?{query}";
        var now = _time.GetUtcNow();
        try
        {
            using var certificate = CertificateMaker.Agent(loaded.Newest, request.ToArray(), name, now, now + _options.CertificateLife);
            var authorities = _options.ServerCertificate == OperatorCertificateSource.OwnAuthority ? loaded.Bundle : "";
            return new JoinAnswer.Issued(certificate.ExportCertificatePem(), authorities, new AgentProof(identity, limits, certificate.NotAfter));
        }
        catch (CryptographicException bad)
        {
            return new JoinAnswer.Forbidden($"The request for a certificate makes no sense: {bad.Message}");
        }
    }

    /// <summary>The operator's own certificate with its key, renewed when it has to be; null while the authority is not known.</summary>
    public X509Certificate2? OperatorCertificate()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_loaded is not { } loaded)
                return null;
            if (_own is { } own && own.By.State.Pairs.SequenceEqual(loaded.State.Pairs) && now < own.Certificate.NotAfter.ToUniversalTime() - (OperatorLife / 3))
                return own.Certificate;
            // The one before is left to who still greets with it.
            var made = CertificateMaker.Operator(loaded.OldestAt(now), _options.ServerNames.Distinct(StringComparer.Ordinal), now, now + OperatorLife);
            _own = (loaded, made);
            return made;
        }
    }

    /// <summary>What a certificate says; not whether it is true.</summary>
    private static AgentProof? ProofIn(X509Certificate2 certificate)
    {
        if (LinkNames.In(certificate) is not [var uri] || !uri.StartsWith(LinkNames.AgentPrefix, StringComparison.Ordinal) || !IsOfClient(certificate))
            return null;
        var name = uri[LinkNames.AgentPrefix.Length..].Split('?', 2);
        return Guid.TryParseExact(name[0], "D", out _)
            ? new AgentProof(name[0], name.Length > 1 ? JoinLimits.FromQuery(name[1]) : JoinLimits.None, new DateTimeOffset(certificate.NotAfter))
            : null;
    }

    private static bool IsOfClient(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientPurpose));

    private void Follow(AuthorityState state)
    {
        if (_loaded is { } before && before.State.Pairs.SequenceEqual(state.Pairs))
            _loaded = before with { State = state };
        else
            _loaded = LoadedAuthority.Of(state);
        Changed?.Invoke(state.Revoked);
    }
}
