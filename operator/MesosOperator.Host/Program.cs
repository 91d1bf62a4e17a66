using MesosOperator.Host.CommandLine;

return await OperatorCommand.RunAsync(args);
