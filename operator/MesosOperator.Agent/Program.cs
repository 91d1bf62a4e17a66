using System.CommandLine;
using MesosOperator.Agent;

// Ending takes as long as the tasks' grace period does; the parser's own limit of two seconds would cut that short.
var patience = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromHours(2) };
return await AgentCommand.Create().Parse(args).InvokeAsync(patience);
