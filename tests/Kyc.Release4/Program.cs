using Bux;
using Bux.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The release of the sample before the newest one, to be run beside it: Kyc.Release4 BOOTSTRAP
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddBux(bux => bux
    .AddBrokerAccounts()
    .Configure(options => (options.ClientName, options.CreateTopics) = ("release-4", true))
    .UseKafka(kafka => kafka.BootstrapServers = args[0]));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
await host.WaitForShutdownAsync();
