namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>A cluster cannot be reached as it is wanted.</summary>
internal sealed class MemberProblemException(MemberProblem problem) : Exception(problem.Message)
{
    public MemberProblem Problem => problem;
}
