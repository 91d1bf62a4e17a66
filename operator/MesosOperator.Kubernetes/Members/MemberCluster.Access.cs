using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Members;

/// <content>Credentials that change, and rights that are not what they were.</content>
internal sealed partial class MemberCluster
{
    /// <summary>Rights are looked at so often, and as soon as something was forbidden.</summary>
    private static readonly TimeSpan InspectEvery = TimeSpan.FromMinutes(1);

    /// <summary>The same while something is missing.</summary>
    private static readonly TimeSpan InspectSoon = TimeSpan.FromSeconds(10);

    /// <summary>Credentials that are no good are tried again so often: what they lack may be given to them.</summary>
    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Tries credentials that are new, and goes on with them where they work: nobody notices. Returns those that are in use
    /// then.
    /// </summary>
    private async Task<MemberAccess> RotateAsync(MemberConnection connection, MemberAccess present, CancellationToken stop)
    {
        var (wanted, now) = (_access, _parts.Time.GetUtcNow());
        if (_tried.Fingerprint == wanted.Fingerprint && now - _tried.At < TryEvery)
            return present;
        _tried = (wanted.Fingerprint, now);
        MemberConnection? candidate = null;
        try
        {
            candidate = await wanted.OpenAsync(_traffic, stop);
            if (await ProblemOfAsync(candidate, stop) is { } problem)
                throw new MemberProblemException(problem);
            connection.Adopt(candidate);
            candidate = null;
            _rotation = null;
            _state = _state with { IsUnverified = connection.Credentials.IsUnverified };
            MemberLog.Rotated(_log, _settings.Name);
            return wanted;
        }
        catch (MemberProblemException problem)
        {
            if (_rotation is null)
                MemberLog.NotRotated(_log, _settings.Name, problem.Message);
            _rotation = new(MemberFailure.RotationFailed, $"The credentials in the Secret are not used, those from before are ({problem.Problem.Failure}): {problem.Message}");
            return present;
        }
        finally
        {
            candidate?.Dispose();
            Changed();
        }
    }

    /// <summary>Who may not even ask which cluster it is hears of everything else that is missing, too.</summary>
    private async Task<MemberProblem?> MissingAsync(MemberConnection connection, ApiServerException refused, CancellationToken stop)
    {
        if (connection.ProblemOf(refused).Failure != MemberFailure.Forbidden)
            return null;
        try
        {
            var missing = await MemberRights.MissingAsync(connection.Server, _settings.Spec, stop);
            var more = missing.ToFollow ?? missing.ToRun;
            return new(MemberFailure.Forbidden, $"{more?.Message ?? "The operator may not"}{(more is null ? "" : ",")} get namespace kube-system");
        }
        catch (ApiServerException)
        {
            return null; // Then what was refused is all that is known.
        }
    }

    private async Task<MemberProblem?> ProblemOfAsync(MemberConnection candidate, CancellationToken stop)
    {
        try
        {
            var identity = await MemberIdentity.ReadAsync(candidate.Server, stop);
            if (identity.Uid != _state.Identity?.Uid)
                return new(MemberFailure.KubeconfigInvalid, "They lead to another cluster, for which another object should stand");
            return (await MemberRights.MissingAsync(candidate.Server, _settings.Spec, stop)).ToFollow;
        }
        catch (ApiServerException problem)
        {
            return candidate.ProblemOf(problem);
        }
    }

    /// <summary>Looks whether it still allows what is needed, and whether the namespace is as wanted; returns why it cannot be followed.</summary>
    private async Task<MemberProblem?> InspectAsync(MemberConnection connection, MemberSession session, CancellationToken stop)
    {
        try
        {
            var missing = await MemberRights.MissingAsync(connection.Server, _settings.Spec, stop);
            if (missing.ToFollow is not null)
                return missing.ToFollow;
            _state = _state with { Unseen = missing.ToLook };
            await session.Namespace.EnsureAsync(stop);
            Lack(session, missing.ToRun ?? session.Namespace.Problem);
        }
        catch (ApiServerException problem)
        {
            MemberLog.Silent(_log, _settings.Name, problem.Message);
        }

        return null;
    }

    /// <summary>Without the right to run Pods nothing is offered; what runs is followed on.</summary>
    private void Lack(MemberSession session, MemberProblem? missing)
    {
        var before = _rights;
        _rights = missing;
        if (missing is not null)
            session.HoldNodes();
        else
            session.FreeNodes();
        if (before?.Message != missing?.Message)
            Changed();
    }
}
