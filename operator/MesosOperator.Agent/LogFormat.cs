namespace MesosOperator.Agent;

/// <summary>How log lines are written.</summary>
internal enum LogFormat
{
    /// <summary>One line of text each.</summary>
    Text,

    /// <summary>One JSON object each.</summary>
    Json,
}
