using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Runtime.Joining;

/// <summary>The authority of one state, ready to issue and to check.</summary>
/// <param name="State">What it was made from.</param>
/// <param name="All">Its certificates, the newest first, with their keys.</param>
internal sealed record LoadedAuthority(AuthorityState State, ImmutableArray<X509Certificate2> All)
{
    /// <summary>In PEM, without keys.</summary>
    public string Bundle { get; } = string.Join('\n', State.Pairs.Select(pair => pair.Certificate.Trim())) + "\n";

    /// <summary>The one that issues for agents.</summary>
    public X509Certificate2 Newest => All[0];

    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate or key makes no sense.</exception>
    public static LoadedAuthority Of(AuthorityState state) =>
        new(state, [.. state.Pairs.Select(pair => X509Certificate2.CreateFromPem(pair.Certificate, pair.Key))]);

    /// <summary>The one that agents know who were away when the newest was made; it must still be good.</summary>
    public X509Certificate2 OldestAt(DateTimeOffset now) => All.LastOrDefault(authority => now < new DateTimeOffset(authority.NotAfter)) ?? Newest;

    public bool Vouches(X509Certificate2 leaf, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(All.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain.Build(leaf);
    }
}
