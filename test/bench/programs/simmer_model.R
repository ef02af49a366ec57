# simmer, as its documentation writes it: a trajectory through one of the resources, whose arrivals are monitored.
#
# usage: simmer_model.R NODES LOAD CUSTOMERS SEED

suppressPackageStartupMessages(library(simmer))

arguments <- commandArgs(trailingOnly = TRUE)
nodes <- as.integer(arguments[1])
load <- as.numeric(arguments[2])
customers <- as.integer(as.numeric(arguments[3]))
set.seed(as.integer(arguments[4]))

before <- proc.time()
servers <- paste0("node ", seq_len(nodes))
job <- trajectory()
if (nodes == 1) {
  job <- seize(job, servers)
  job <- timeout(job, function() rexp(1, 1))
  job <- release(job, servers)
} else {
  job <- select(job, servers, policy = "shortest-queue")
  job <- seize_selected(job)
  job <- timeout(job, function() rexp(1, 1))
  job <- release_selected(job)
}
lab <- simmer()
for (server in servers) lab <- add_resource(lab, server, mon = FALSE)
# The generator stops after so many; the lab runs until the last has left.
left <- customers
gap <- function() {
  left <<- left - 1
  if (left < 0) -1 else rexp(1, load * nodes)
}
lab <- add_generator(lab, "job", job, gap)
invisible(run(lab, until = Inf))
records <- get_mon_arrivals(lab)
mean_response <- mean(records$end_time - records$start_time)
cpu <- sum((proc.time() - before)[c("user.self", "sys.self")])
peak <- sum(gc()[, 6])

cat(sprintf('{"customers":%d,"meanResponse":%.17g,"cpuSeconds":%.3f,"maxRssMiB":%.1f}\n', nrow(records), mean_response, cpu, peak))
