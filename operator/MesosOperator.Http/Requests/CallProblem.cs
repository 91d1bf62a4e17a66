namespace MesosOperator.Http.Requests;

/// <summary>Why a call is not carried out: the status and the text of the answer.</summary>
internal sealed record CallProblem(int Status, string Text);
