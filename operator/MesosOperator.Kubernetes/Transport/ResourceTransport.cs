using System.Collections.Concurrent;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>Speaks to the master for the frameworks whose transport is objects, as if each of them held a stream.</summary>
internal sealed class ResourceTransport(IMaster master, ResourceStreams streams, OfferBook offers, Func<Guid> newGuid)
{
    private readonly ConcurrentDictionary<FrameworkId, ResourceSession> _sessions = new();

    public ResourceSession? Find(FrameworkId id) => _sessions.GetValueOrDefault(id);

    /// <summary>Subscribes a framework, or tells the master what it wants otherwise now; returns what the master refuses.</summary>
    public async Task<string?> EnsureAsync(ResourceKey framework, FrameworkInfo info, FrameworkWishes wishes)
    {
        var id = info.Id!.Value;
        if (_sessions.TryGetValue(id, out var session) && session.State != SessionState.Failed)
            return session.Info == info && session.Wishes == wishes ? null : await UpdateAsync(session, info, wishes);
        return await OpenAsync(new ResourceSession(framework, id, new StreamId(newGuid().ToString("D")), info, wishes));
    }

    /// <summary>Ends a framework's session without a word to the master.</summary>
    public void Close(FrameworkId id)
    {
        if (!_sessions.TryRemove(id, out var session))
            return;
        streams.Close(session);
        offers.Leave(id);
    }

    /// <summary>Ends a framework's session as if its stream had broken: it has its time to come back, and its tasks go on.</summary>
    public async Task LeaveAsync(FrameworkId id)
    {
        if (!_sessions.TryGetValue(id, out var session))
            return;
        Close(id);
        await master.PostAsync(new SubscriptionCommand.LoseStream(session.Stream));
    }

    private async Task<string?> OpenAsync(ResourceSession session)
    {
        offers.Follow(session.Id, session.Framework);
        _sessions[session.Id] = session;
        streams.Open(session);
        var result = await master.CallAsync(new SubscriptionCommand.Subscribe(session.Stream, session.Info, session.Wishes.SuppressedRoles)
        {
            Constraints = session.Wishes.Constraints,
        });
        if (result.Admission == Admission.Accepted)
            return session.Problem ?? await DemandAsync(session, session.Wishes);
        Close(session.Id);
        return $"The master takes no subscription now: {result.Admission}";
    }

    private async Task<string?> UpdateAsync(ResourceSession session, FrameworkInfo info, FrameworkWishes wishes)
    {
        var result = await master.CallAsync(new FrameworkCommand.Update(session.Id, session.Caller, info, wishes.SuppressedRoles) { Constraints = wishes.Constraints });
        if (Problem(result) is { } problem)
            return problem;
        if (await DemandAsync(session, wishes) is { } refusal)
            return refusal;
        (session.Info, session.Wishes) = (info, wishes);
        return null;
    }

    private async Task<string?> DemandAsync(ResourceSession session, FrameworkWishes wishes) =>
        Problem(await master.CallAsync(new FrameworkCommand.StateDemand(session.Id, session.Caller, wishes.Demands)));

    private static string? Problem(CallResult result) =>
        result.IsDone ? null : result.Refusal?.Message ?? $"The master takes no changes now: {result.Admission}";
}
