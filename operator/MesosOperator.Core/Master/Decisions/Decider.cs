using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Turns a command into events, or refuses it. Reads the state and changes nothing.</summary>
internal static class Decider
{
    public static Refusal? Decide(MasterState state, Command command, List<MasterEvent> events)
    {
        switch (command)
        {
            case SubscriptionCommand subscription:
                SubscriptionDecisions.Decide(state, subscription, events);
                return null;
            case FrameworkCommand call:
                if (CallRules.Check(state, call) is { } refusal)
                    return refusal;
                return DecideCall(state, call, events);
            case OperatorCommand.TearDownFramework tearDown:
                if (!state.Frameworks.ContainsKey(tearDown.FrameworkId))
                    return new(RefusalKind.FrameworkUnknown, "No framework found with specified ID");
                FrameworkRemoval.Decide(state, state.Frameworks[tearDown.FrameworkId], events);
                return null;
            case OperatorCommand.DeactivateAgent or OperatorCommand.ReactivateAgent or OperatorCommand.DrainAgent or OperatorCommand.MarkAgentGone:
                return AgentDutyDecisions.Decide(state, (OperatorCommand)command, events);
            case OperatorCommand.OperateOnAgent operate:
                return AgentOperations.Decide(state, operate, events);
            case OperatorCommand.UpdateQuota update:
                return RoleDecisions.Decide(state, update, events);
            case OperatorCommand.UpdateWeights update:
                return RoleDecisions.Decide(state, update, events);
            case OperatorCommand.UpdateMaintenance or OperatorCommand.StartMaintenance or OperatorCommand.StopMaintenance:
                return MaintenanceDecisions.Decide(state, (OperatorCommand)command, events);
            case RestoreCommand restore:
                Restoration.Decide(state, restore, events);
                return null;
            case AgentCommand fromAgent:
                return DecideAgent(state, fromAgent, events);
            default:
                throw new InvariantViolationException($"every command is decided, {command.GetType().Name} too");
        }
    }

    private static Refusal? DecideCall(MasterState state, FrameworkCommand call, List<MasterEvent> events)
    {
        switch (call)
        {
            case FrameworkCommand.Update update:
                return FrameworkUpdate.Decide(state, update, events);
            case FrameworkCommand.StateDemand demand:
                return DemandDecisions.Decide(state, demand, events);
            case FrameworkCommand.Accept accept:
                AcceptDecisions.Decide(state, accept, events);
                break;
            case FrameworkCommand.AnswerInverseOffers answer:
                MaintenanceDecisions.Answer(state, answer, events);
                break;
            case FrameworkCommand.TearDown:
                FrameworkRemoval.Decide(state, state.Frameworks[call.FrameworkId], events);
                break;
            case FrameworkCommand.Kill or FrameworkCommand.Acknowledge or FrameworkCommand.Reconcile:
                TaskCallDecisions.Decide(state, call, events);
                break;
            case FrameworkCommand.AcknowledgeOperation or FrameworkCommand.ReconcileOperations:
                OperationDecisions.Decide(state, call, events);
                break;
            default:
                OfferCallDecisions.Decide(state, call, events);
                break;
        }

        return null;
    }

    private static Refusal? DecideAgent(MasterState state, AgentCommand command, List<MasterEvent> events)
    {
        switch (command)
        {
            case AgentCommand.Register register:
                AgentArrivals.Decide(state, register, events);
                break;
            case AgentCommand.Reregister reregister:
                AgentArrivals.Decide(state, reregister, events);
                break;
            case AgentCommand.LoseLink or AgentCommand.Leave:
                AgentDepartures.Decide(state, command, events);
                break;
            case AgentCommand.ReportInfo report:
                return AgentReports.Decide(state, report, events);
            default:
                AgentReports.Decide(state, command, events);
                break;
        }

        return null;
    }
}
