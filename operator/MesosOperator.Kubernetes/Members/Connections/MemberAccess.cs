using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>A way to reach a cluster.</summary>
/// <param name="Fingerprint">What tells other credentials or another address.</param>
/// <param name="OpenAsync">Makes a connection; fails with <see cref="MemberProblemException"/>.</param>
internal sealed record MemberAccess(string Fingerprint, Func<IApiTraffic, CancellationToken, Task<MemberConnection>> OpenAsync);
